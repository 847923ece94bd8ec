using System.Text.RegularExpressions;

namespace LocalCloud.Aws.Ssm.Operations;

internal sealed record PutParameterRequest
{
    public string? Name { get; init; }
    public string? Description { get; init; }
    public string? Value { get; init; }
    public string? Type { get; init; }
    public string? KeyId { get; init; }
    public bool? Overwrite { get; init; }
    public string? AllowedPattern { get; init; }
    public List<ResourceTag>? Tags { get; init; }
    public string? Tier { get; init; }
    public string? Policies { get; init; }
    public string? DataType { get; init; }
}

internal sealed record PutParameterResponse(long Version, string Tier);

internal static partial class PutParameter
{
    /// <summary>The pattern comes from outside; one that backtracks for ever must not hold the process.</summary>
    private static readonly TimeSpan PatternTimeout = TimeSpan.FromMilliseconds(250);

    public static readonly Operation<SsmState, PutParameterRequest, PutParameterResponse> Definition = Operation<SsmState>
        .Define(
            "PutParameter",
            SsmJson.Default.PutParameterRequest,
            SsmJson.Default.PutParameterResponse,
            Handle,
            Must.Member<PutParameterRequest>("name", r => r.Name).Required().Length(1, 2048),
            Must.Member<PutParameterRequest>("description", r => r.Description).Length(0, 1024),
            Must.Member<PutParameterRequest>("value", r => r.Value).Required().Length(1).Sensitive(),
            Must.Member<PutParameterRequest>("type", r => r.Type).Enum("String", "StringList", "SecureString"),
            Must.Member<PutParameterRequest>("keyId", r => r.KeyId).Length(1, 256),
            Must.Member<PutParameterRequest>("allowedPattern", r => r.AllowedPattern).Length(0, 1024),
            Must.Each<PutParameterRequest, ResourceTag>("tags", r => r.Tags, ResourceTag.Constraints),
            Must.Member<PutParameterRequest>("tier", r => r.Tier).Enum("Standard", "Advanced", "Intelligent-Tiering")
        )
        .Lacking("Policies (expiration, notifications); DataType aws:ec2:image is not looked up.");

    private static Result<PutParameterResponse> Handle(SsmState state, PutParameterRequest request, Context context)
    {
        if (request.Policies is { Length: > 0 } and not "[]")
            return AwsError.NotSupported("PutParameter", "Policies");
        var name = request.Name!;
        if (CheckName(name) is { } badName)
            return badName;
        if (request.DataType is not (null or "text" or "aws:ec2:image" or "aws:ssm:integration"))
            return Errors.Invalid($"The following data type is not supported: {request.DataType} (Data type names are all lowercase.)");
        var overwrite = request.Overwrite == true;
        if (overwrite && request.Tags is { Count: > 0 })
            return Errors.Invalid(
                "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please "
                    + "remove overwrite flag. "
                    + "To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource."
            );
        if (TagList.HasDuplicates(request.Tags))
            return Errors.Invalid("Duplicate tag keys are not allowed.");
        var existing = state.Find(name);
        if (existing is not null && !overwrite)
            return new AwsError(
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."
            );
        if (existing is null && request.Type is null)
            return Errors.Invalid("A parameter type is required when you create a parameter.");

        var type = request.Type ?? existing!.Latest.Type;
        if (request.KeyId is not null && type != "SecureString")
            return Errors.Invalid("KeyId is required for SecureString type parameter only.");
        var tier = request.Tier == "Advanced" || existing?.Latest.Tier == "Advanced" ? "Advanced" : "Standard";
        if (request.Tier == "Standard" && tier == "Advanced")
            return Errors.Invalid(
                "This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to "
                    + "the standard-parameter tier. "
                    + "If necessary, you can delete the advanced parameter and recreate it as a standard parameter."
            );
        var size = System.Text.Encoding.UTF8.GetByteCount(request.Value!);
        if (request.Tier == "Intelligent-Tiering" && size > 4096)
            tier = "Advanced";
        if (size > 8192)
            return Errors.Invalid("Advanced tier parameters support a maximum parameter value of 8192 characters.");
        if (tier == "Standard" && size > 4096)
            return Errors.Invalid(
                "Standard tier parameters support a maximum parameter value of 4096 characters. To create a larger parameter value, "
                    + "upgrade the parameter to use the advanced-parameter tier. "
                    + "For more information, see "
                    + "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html"
            );
        var pattern = request.AllowedPattern ?? existing?.Latest.AllowedPattern;
        if (pattern is { Length: > 0 } && CheckPattern(pattern, request.Value!) is { } mismatch)
            return mismatch;

        var parameter = existing ?? new Parameter { Name = name, Tags = TagMap.Of(request.Tags) };
        if (parameter.Versions.Count == Parameter.MostVersions)
        {
            // The oldest makes room, unless somebody has put a label on it (docs: Parameter versions).
            if (parameter.Versions[0].Labels.Count > 0)
                return new AwsError(
                    "ParameterMaxVersionLimitExceeded",
                    $"You attempted to create a new version of {name} by calling the PutParameter API with the overwrite flag. Version "
                        + $"{parameter.Versions[0].Version}, the oldest version, can't be deleted because it has a label associated with "
                        + "it. Move the label to another version of the parameter, and try again."
                );
            parameter.Versions.RemoveAt(0);
        }
        parameter.Versions.Add(
            new()
            {
                Version = existing is null ? 1 : existing.Latest.Version + 1,
                Type = type,
                Value = request.Value!,
                Modified = context.Now,
                ModifiedBy = Arn.RootOf(state.Scope.Account),
                KeyId = type == "SecureString" ? request.KeyId ?? existing?.Latest.KeyId ?? "alias/aws/ssm" : null,
                Description = request.Description ?? existing?.Latest.Description,
                AllowedPattern = pattern,
                Tier = tier,
                DataType = request.DataType ?? existing?.Latest.DataType ?? "text",
            }
        );
        state.Put(context.Changes, parameter);
        return new PutParameterResponse(parameter.Latest.Version, tier);
    }

    private static AwsError? CheckName(string name)
    {
        if (!NamePattern().IsMatch(name) || name.Contains("//", StringComparison.Ordinal) || name.EndsWith('/'))
            return Errors.Invalid(
                "Parameter name: can't be prefixed with \"ssm\" (case-insensitive). If formed as a path, it can consist of sub-paths "
                    + "divided by slash symbol; "
                    + "each sub-path can be formed as a mix of letters, numbers and the following 3 symbols .-_"
            );
        var first = name.TrimStart('/').Split('/')[0];
        if (first.StartsWith("aws", StringComparison.OrdinalIgnoreCase))
            return name.StartsWith('/')
                ? new AwsError("AccessDeniedException", $"No access to reserved parameter name: {name}.")
                : Errors.Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        if (first.StartsWith("ssm", StringComparison.OrdinalIgnoreCase))
            return Errors.Invalid("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        if (name.Contains('/') && !name.StartsWith('/'))
            return Errors.Invalid("Parameter name must be a fully qualified name.");
        return name.Count(c => c == '/') > 15
            ? new AwsError(
                "HierarchyLevelLimitExceededException",
                "Parameter name cannot exceed 15 levels. Choose a different name and try again."
            )
            : null;
    }

    private static AwsError? CheckPattern(string pattern, string value)
    {
        try
        {
            return Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, PatternTimeout)
                ? null
                : new AwsError(
                    "ParameterPatternMismatchException",
                    $"Parameter value, cannot be validated against allowedPattern: {pattern}"
                );
        }
        catch (Exception e) when (e is RegexParseException or RegexMatchTimeoutException)
        {
            return new AwsError(
                "InvalidAllowedPatternException",
                $"The request does not meet the regular expression requirement: {pattern}"
            );
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_.\-/]+\z")]
    private static partial Regex NamePattern();
}
