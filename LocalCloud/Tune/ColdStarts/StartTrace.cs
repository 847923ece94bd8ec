namespace LocalCloud.Tune.ColdStarts;

/// <summary>What a .NET runtime has done from its start to the first response. Times are milliseconds since the runtime began.</summary>
/// <param name="InitEnd">When it began with its first event.</param>
/// <param name="End">When it was done with that.</param>
internal sealed record StartTrace(
    double InitEnd,
    double End,
    IReadOnlyList<LoadedAssembly> Assemblies,
    IReadOnlyList<JittedMethod> Methods,
    IReadOnlyList<Connection> Connections
)
{
    public IEnumerable<LoadedAssembly> InitAssemblies => Assemblies.Where(a => IsInit(a.At));

    public IEnumerable<JittedMethod> InitMethods => Methods.Where(m => IsInit(m.At));

    /// <summary>Milliseconds from the start of the process to that of the runtime.</summary>
    public double BeforeRuntime { get; init; }

    /// <summary>Libraries tell of themselves; publishing with EventSourceSupport off takes that out.</summary>
    public bool ShowsConnections { get; init; } = true;

    /// <summary>Milliseconds of the compiler while it started, over all threads.</summary>
    public double InitJit => InitMethods.Sum(m => m.Took);

    public double FirstJit => Methods.Sum(m => m.Took) - InitJit;

    public bool IsInit(double at) => at <= InitEnd;
}

/// <param name="Name">Without .dll.</param>
/// <param name="HasNativeCode">ReadyToRun.</param>
internal sealed record LoadedAssembly(string Name, double At, bool HasNativeCode);

/// <param name="Assembly">Where its code is from; null: it was made while it ran.</param>
/// <param name="Took">Milliseconds.</param>
internal sealed record JittedMethod(string? Assembly, double At, double Took);

/// <param name="To">Address and port.</param>
/// <param name="Took">Milliseconds, TLS not included; null: it was not there before the end.</param>
internal sealed record Connection(string To, double At, double? Took, bool Failed)
{
    /// <summary>It leads to Lambda's runtime API, as that of every function.</summary>
    public bool IsLambdas { get; init; }
}
