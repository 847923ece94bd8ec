namespace LocalCloud.Aws.CloudFormation.Templates.Transforms;

/// <summary>What a transform may know besides the template: the parameters' values and where the stack is.</summary>
internal sealed record TransformInput(
    IReadOnlyDictionary<string, string> Given,
    IReadOnlyDictionary<string, string> Resolved,
    PseudoParameters Pseudo
)
{
    /// <summary>For templates that are looked at without a stack.</summary>
    public static readonly TransformInput None = new(
        new Dictionary<string, string>(),
        new Dictionary<string, string>(),
        new("000000000000", "us-east-1", "stack", "stack", [])
    );
}
