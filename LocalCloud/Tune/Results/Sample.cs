namespace LocalCloud.Tune.Results;

/// <summary>What Lambda has measured of one invocation.</summary>
/// <param name="Duration">Milliseconds of the handler.</param>
/// <param name="Billed">Milliseconds, the init phase included.</param>
/// <param name="MaxMemory">MB.</param>
/// <param name="Init">Milliseconds; null when it was warm.</param>
/// <param name="Cost">US dollars.</param>
internal readonly record struct Sample(double Duration, long Billed, int MaxMemory, double? Init, decimal Cost)
{
    /// <summary>Milliseconds that its caller has waited for Lambda.</summary>
    public double Total => Duration + (Init ?? 0);
}
