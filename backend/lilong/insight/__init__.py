"""Figures for people who decide: what waits, and how today compares. Reads only; owns no row."""
