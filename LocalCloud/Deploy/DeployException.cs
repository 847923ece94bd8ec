namespace LocalCloud.Deploy;

/// <summary>Ends a deployment with a message for its user.</summary>
internal sealed class DeployException(string message, int exitCode = ExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>AWS has refused or rolled back, or the stack cannot take a deployment now.</summary>
    public const int Failed = 1;

    /// <summary>Something is wrong with what was given; nothing was touched.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl+C, as shells have it.</summary>
    public const int Interrupted = 130;
}
