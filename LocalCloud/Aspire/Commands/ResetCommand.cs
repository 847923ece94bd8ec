using Aspire.Hosting.ApplicationModel;

namespace LocalCloud.Aspire.Commands;

/// <summary><c>reset-data</c> of a server.</summary>
internal static class ResetCommand
{
    public const string Name = "reset-data",
        Display = "Reset data";

    /// <param name="what">All that it holds, in words.</param>
    /// <param name="then">What becomes of it, where that is more than nothing.</param>
    public static CommandOptions Options(string server, string what, string then = "") =>
        new()
        {
            Description = $"Deletes {what}{then}. Services that use it are stopped meanwhile.",
            ConfirmationMessage = $"Delete {what}{then}? Services that use '{server}' are stopped and started again. There is no way back.",
            IconName = "DatabaseArrowDown",
            Progress = new() { Message = $"'{server}' is emptied" },
            // Also of a server that cannot start with what it has
            UpdateState = context =>
                context.ResourceSnapshot.State?.Text is { } state
                && (state == KnownResourceStates.Running || KnownResourceStates.TerminalStates.Contains(state))
                    ? ResourceCommandState.Enabled
                    : ResourceCommandState.Disabled,
        };
}
