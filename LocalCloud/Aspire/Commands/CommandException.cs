namespace LocalCloud.Aspire.Commands;

/// <summary>Why a command of the dashboard did not do what it was asked for, for whoever gave it.</summary>
internal sealed class CommandException(string message) : Exception(message);
