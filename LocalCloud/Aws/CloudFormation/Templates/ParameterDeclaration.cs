namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed record ParameterDeclaration(string Name, string Type)
{
    private const string Stored = "AWS::SSM::Parameter::";

    public string? Default { get; init; }
    public string? Description { get; init; }
    public string? ConstraintDescription { get; init; }
    public string? AllowedPattern { get; init; }
    public IReadOnlyList<string>? AllowedValues { get; init; }
    public decimal? MinLength { get; init; }
    public decimal? MaxLength { get; init; }
    public decimal? MinValue { get; init; }
    public decimal? MaxValue { get; init; }
    public bool NoEcho { get; init; }

    /// <summary>Names a parameter of the Parameter Store.</summary>
    public bool IsStored => Type.StartsWith(Stored, StringComparison.Ordinal);

    /// <summary>What the named parameter's value stands for; null when it is the name that counts.</summary>
    public string? StoredType =>
        Type.StartsWith(Stored + "Value<", StringComparison.Ordinal) && Type.EndsWith('>') ? Type[(Stored.Length + 6)..^1] : null;

    public bool IsList =>
        (StoredType ?? Type) is var type && (type == "CommaDelimitedList" || type.StartsWith("List<", StringComparison.Ordinal));

    public bool IsNumber => Type is "Number" or "List<Number>";
}
