using LocalCloud.Tune.Results;

namespace LocalCloud.Tune.ColdStarts;

/// <summary>The starts of one build of one function.</summary>
/// <param name="MemorySize">MB.</param>
/// <param name="Init">Milliseconds, sorted.</param>
/// <param name="First">Milliseconds of the first response, sorted.</param>
/// <param name="Second">Milliseconds of the one after it, sorted.</param>
/// <param name="MaxMemory">MB.</param>
/// <param name="Error">What it has answered in place of a response; its times count all the same.</param>
/// <param name="Trace">null: it has no runtime that tells.</param>
internal sealed record ColdStartResult(
    string Function,
    string Build,
    int MemorySize,
    PackageFacts Package,
    IReadOnlyList<double> Init,
    IReadOnlyList<double> First,
    IReadOnlyList<double> Second,
    int MaxMemory,
    string? Error,
    StartTrace? Trace
)
{
    public double InitP50 => Figures.Percentile(Init, 0.5);

    public double InitP99 => Figures.Percentile(Init, 0.99);

    public double FirstP50 => Figures.Percentile(First, 0.5);

    public double FirstP99 => Figures.Percentile(First, 0.99);

    public double SecondP50 => Figures.Percentile(Second, 0.5);

    /// <summary>A native executable: nothing is loaded or compiled while it starts.</summary>
    public bool IsNative => Package.Assemblies.Count == 0;
}
