namespace LocalCloud.Aws.Sts;

internal sealed record AssumeRoleRequest
{
    public string? RoleArn { get; init; }
    public string? RoleSessionName { get; init; }
    public List<PolicyDescriptor>? PolicyArns { get; init; }
    public string? Policy { get; init; }
    public int? DurationSeconds { get; init; }
    public List<AssumeRoleTag>? Tags { get; init; }
    public List<string>? TransitiveTagKeys { get; init; }
    public string? ExternalId { get; init; }
    public string? SourceIdentity { get; init; }
}

internal sealed record AssumeRoleResponse(SessionCredentials Credentials, AssumedRoleUser AssumedRoleUser, string? SourceIdentity);

/// <summary>
/// Credentials of a role. Whether it exists and whom its trust policy lets in is asked with --enforce-iam alone
/// (<see cref="Iam.Access.AccessControl"/>).
/// </summary>
internal static class AssumeRole
{
    private const int Hour = 3600;

    public static readonly Operation Definition = Operation<StsState>
        .DefineAsync(
            "AssumeRole",
            StsJson.Default.AssumeRoleRequest,
            StsJson.Default.AssumeRoleResponse,
            HandleAsync,
            Must.Member<AssumeRoleRequest>("roleArn", r => r.RoleArn).Required().Length(20, 2048),
            Must.Member<AssumeRoleRequest>("roleSessionName", r => r.RoleSessionName)
                .Required()
                .Length(2, 64)
                .Pattern(SessionTokens.NamePattern(), @"[\w+=,.@-]*"),
            Must.Member<AssumeRoleRequest>("durationSeconds", r => r.DurationSeconds).Range(900, 43200)
        )
        .Lacking("without --enforce-iam roles and trust policies are not looked at");

    private static ValueTask<Result<AssumeRoleResponse>> HandleAsync(StsState state, AssumeRoleRequest request, Context context)
    {
        if (AccountOf(request.RoleArn!) is not { } account)
            return new(new AwsError("ValidationError", $"{request.RoleArn} is invalid"));
        if (SessionTokens.Check(request.Policy, request.PolicyArns, request.Tags) is { } wrong)
            return new(wrong);
        // docs: IAM, id_roles (role chaining)
        if (context.Identity?.Principal.Role is not null && request.DurationSeconds > Hour)
            return new(
                new AwsError(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
                )
            );
        if (RoleOf(context, account, request.RoleArn!, request.DurationSeconds) is var (role, refused) && refused is not null)
            return new(refused);
        var chained = context.SessionOf();
        var tags = (chained?.Tags ?? []).Where(t => chained!.TransitiveTags.Contains(t.Key)).ToDictionary();
        foreach (var tag in request.Tags ?? [])
            if (chained?.TransitiveTags.Contains(tag.Key) is true)
                return new(
                    new AwsError(
                        "InvalidParameterValue",
                        "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the "
                            + "calling session."
                    )
                );
            else
                tags[tag.Key] = tag.Value ?? "";
        var session = SessionTokens.New(SessionKind.Role, request.RoleSessionName!) with
        {
            Role = request.RoleArn,
            RoleId = role?.RoleId ?? Iam.IamState.NewId("AROA"),
            Function = context.Caller?.Function,
            Policies = request.Policy is { } policy ? [policy] : null,
            PolicyArns = request.PolicyArns?.ConvertAll(p => p.Arn!),
            Tags = tags,
            TransitiveTags = [.. (chained?.TransitiveTags ?? []).Union(request.TransitiveTagKeys ?? [])],
            SourceIdentity = request.SourceIdentity ?? chained?.SourceIdentity,
        };
        return context.Host.HandleAsync(((StsService)state.Service).StateOf(account), request, context, (s, input, c) =>
            (Result<AssumeRoleResponse>)
                new AssumeRoleResponse(
                    SessionTokens.Give(s, c, input.DurationSeconds ?? Hour, session),
                    UserOf(session),
                    session.SourceIdentity
                )
        );
    }

    /// <summary>Null for what is no role's ARN.</summary>
    public static string? AccountOf(string roleArn) =>
        roleArn.Split(':') is ["arn", _, "iam", "", { Length: 12 } account, { } role]
        && account.All(char.IsAsciiDigit)
        && role.StartsWith("role/", StringComparison.Ordinal)
            ? account
            : null;

    /// <summary>The role, if it is there, and why it cannot be assumed for so long.</summary>
    public static (Iam.Role? Role, AwsError? Refused) RoleOf(Context context, string account, string arn, int? seconds)
    {
        var role = context.Host.Read(context.Host.Service<Iam.IamService>().StateOf(account), s =>
            s.Roles.Values.FirstOrDefault(r => r.Arn == arn)
        );
        return (
            role,
            role is not null && seconds > role.MaxSessionDuration
                ? new AwsError("ValidationError", "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.")
                : null
        );
    }

    public static AssumedRoleUser UserOf(Session session) =>
        new(
            $"{session.RoleId}:{session.Name}",
            $"arn:aws:sts::{AccountOf(session.Role!)}:assumed-role/{session.Role![(session.Role!.LastIndexOf('/') + 1)..]}/{session.Name}"
        );

    /// <summary>By which the caller asks, when it is one.</summary>
    private static Session? SessionOf(this Context context) =>
        context.AccessKeyId is { } id && Wire.SessionKeyId.AccountOf(id) is { } account
            ? context.Host.Read(context.Host.Service<StsService>().StateOf(account), s => s.Sessions.GetValueOrDefault(id))
            : null;
}
