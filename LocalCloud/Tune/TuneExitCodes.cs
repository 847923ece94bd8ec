namespace LocalCloud.Tune;

/// <summary>What the process tells its caller, beside <see cref="Deploy.ExitCodes"/>.</summary>
internal static class TuneExitCodes
{
    /// <summary>Measured, and slower than the baseline allows.</summary>
    public const int Slower = 3;
}
