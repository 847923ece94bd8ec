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

internal static class PutParameter
{
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
        var existing = state.Find(request.Name!);
        if (Fault(request, existing) is { } fault)
            return fault;
        var latest = existing?.Latest;
        var type = request.Type ?? latest!.Type;
        if (request.KeyId is not null && type != "SecureString")
            return Errors.Invalid("KeyId is required for SecureString type parameter only.");
        if (!ParameterTier.Of(request.Tier, latest?.Tier, request.Value!).Ok(out var tier, out var error))
            return error;
        var pattern = request.AllowedPattern ?? latest?.AllowedPattern;
        if (pattern is { Length: > 0 } && AllowedPattern.Fault(pattern, request.Value!) is { } mismatch)
            return mismatch;

        var key = type == "SecureString" ? request.KeyId ?? latest?.KeyId ?? "alias/aws/ssm" : null;
        if (ParameterKey.Fault(state, key, context.Now) is { } locked)
            return locked;

        var parameter = existing ?? new Parameter { Name = request.Name!, Tags = TagMap.Of(request.Tags) };
        if (MakeRoom(parameter) is { } full)
            return full;
        parameter.Versions.Add(
            new()
            {
                Version = latest is null ? 1 : latest.Version + 1,
                Type = type,
                Value = request.Value!,
                Modified = context.Now,
                ModifiedBy = Arn.RootOf(state.Scope.Account),
                KeyId = key,
                Description = request.Description ?? latest?.Description,
                AllowedPattern = pattern,
                Tier = tier,
                DataType = request.DataType ?? latest?.DataType ?? "text",
            }
        );
        state.Put(context.Changes, parameter);
        return new PutParameterResponse(parameter.Latest.Version, tier);
    }

    private static AwsError? Fault(PutParameterRequest request, Parameter? existing)
    {
        if (request.Policies is { Length: > 0 } and not "[]")
            return AwsError.NotSupported("PutParameter", "Policies");
        if (ParameterName.Fault(request.Name!) is { } badName)
            return badName;
        if (request.DataType is not (null or "text" or "aws:ec2:image" or "aws:ssm:integration"))
            return Errors.Invalid($"The following data type is not supported: {request.DataType} (Data type names are all lowercase.)");
        if (request.Overwrite == true && request.Tags is { Count: > 0 })
            return Errors.Invalid(
                "Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please "
                    + "remove overwrite flag. "
                    + "To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource."
            );
        if (TagList.HasDuplicates(request.Tags))
            return Errors.Invalid("Duplicate tag keys are not allowed.");
        if (existing is not null && request.Overwrite != true)
            return new AwsError(
                "ParameterAlreadyExists",
                "The parameter already exists. To overwrite this value, set the overwrite option in the request to true."
            );
        return existing is null && request.Type is null
            ? Errors.Invalid("A parameter type is required when you create a parameter.")
            : null;
    }

    /// <summary>The oldest version makes room, unless somebody has put a label on it (docs: Parameter versions).</summary>
    private static AwsError? MakeRoom(Parameter parameter)
    {
        if (parameter.Versions.Count < Parameter.MostVersions)
            return null;
        if (parameter.Versions[0].Labels.Count > 0)
            return new AwsError(
                "ParameterMaxVersionLimitExceeded",
                $"You attempted to create a new version of {parameter.Name} by calling the PutParameter API with the overwrite flag. "
                    + $"Version {parameter.Versions[0].Version}, the oldest version, can't be deleted because it has a label associated "
                    + "with it. Move the label to another version of the parameter, and try again."
            );
        parameter.Versions.RemoveAt(0);
        return null;
    }
}
