using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>What names mean while a template is evaluated.</summary>
internal sealed record EvaluationScope(Template Template, IReadOnlyDictionary<string, string> Parameters, PseudoParameters Pseudo)
{
    /// <summary>Resources that exist by now; null for one that does not.</summary>
    public Func<string, ResourceValues?> Resource { get; init; } = _ => null;

    /// <summary>The properties of a resource that exists by now, or would come.</summary>
    public Func<string, JsonObject?> Properties { get; init; } = _ => null;

    /// <summary>The value of an export of the account and region, or null.</summary>
    public Func<string, string?> Export { get; init; } = _ => null;
}

/// <summary>What Ref and Fn::GetAtt answer for an existing resource.</summary>
internal sealed record ResourceValues(string Ref, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>What the event that completes the resource says of it.</summary>
    public string? Note { get; init; }
}
