"""grantdesk: the desk where a Swedish region handles the State's money for regional development."""
