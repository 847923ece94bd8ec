using System.Text.Json.Serialization;

namespace LocalCloud.Policies;

/// <summary>An IAM policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html</summary>
internal sealed record PolicyDocument(
    [property: JsonPropertyName("Version")] string Version,
    [property: JsonPropertyName("Statement")] IReadOnlyList<PolicyStatement> Statement
)
{
    public const string Current = "2012-10-17";
}

/// <summary>Allows some actions on some resources.</summary>
internal sealed record PolicyStatement
{
    [JsonPropertyName("Effect")]
    public string Effect { get; init; } = "Allow";

    [JsonPropertyName("Action")]
    public required IReadOnlyList<string> Action { get; init; }

    [JsonPropertyName("Resource")]
    public required IReadOnlyList<string> Resource { get; init; }

    /// <summary>By operator, then by key.</summary>
    [JsonPropertyName("Condition")]
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? Condition { get; init; }
}
