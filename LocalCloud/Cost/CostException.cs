namespace LocalCloud.Cost;

/// <summary>Ends a run with a message for its user.</summary>
internal sealed class CostException(string message, int exitCode = CostExitCodes.Failed) : Exception(message)
{
    public int ExitCode => exitCode;
}

/// <summary>What the process tells its caller.</summary>
internal static class CostExitCodes
{
    public const int Done = 0;

    /// <summary>Something could not be read.</summary>
    public const int Failed = 1;

    /// <summary>Something is wrong with what was given.</summary>
    public const int BadInput = 2;

    /// <summary>A month costs more than was allowed.</summary>
    public const int TooExpensive = 3;

    /// <summary>Ctrl+C, as shells have it.</summary>
    public const int Interrupted = 130;
}
