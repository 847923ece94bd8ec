namespace LocalCloud.Tune.ColdStarts;

/// <summary>A function with one of its builds, as it is made to be measured.</summary>
/// <param name="Function">Without the stack's name.</param>
/// <param name="Build">For tables.</param>
internal sealed record Candidate(string Function, string Build, byte[] Zip)
{
    /// <summary>MB.</summary>
    public required int MemorySize { get; init; }

    /// <summary>Seconds.</summary>
    public int Timeout { get; init; } = 30;

    public string Runtime { get; init; } = "provided.al2023";

    public string Handler { get; init; } = "bootstrap";

    public required string Architecture { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string Payload { get; init; }
}
