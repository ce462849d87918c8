"""The simulator (模拟微信): WeChat and WeChat Pay as this project meets them, for development and tests. No
real money.

It speaks the real protocols and is as strict as the real service: signatures are verified and made with
real keys, balances are kept in double entry, notifications follow the real schedule on a clock that can be
turned. It is a process of its own with a database schema of its own, and shares no code with the clients:
each checks the other.
"""
