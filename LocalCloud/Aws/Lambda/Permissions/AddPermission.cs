using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Permissions;

internal sealed record AddPermissionRequest
{
    public string? FunctionName { get; init; }
    public string? StatementId { get; init; }
    public string? Action { get; init; }
    public string? Principal { get; init; }
    public string? SourceArn { get; init; }
    public string? SourceAccount { get; init; }
    public string? EventSourceToken { get; init; }
    public string? Qualifier { get; init; }
    public string? RevisionId { get; init; }
    public string? PrincipalOrgID { get; init; }
    public string? FunctionUrlAuthType { get; init; }
    public bool? InvokedViaFunctionUrl { get; init; }
}

internal sealed record AddPermissionResponse
{
    public string? Statement { get; init; }
}

internal static class AddPermission
{
    public static readonly Operation<LambdaState, AddPermissionRequest, AddPermissionResponse> Definition = Operation<LambdaState>
        .Define(
            "AddPermission",
            LambdaJson.Default.AddPermissionRequest,
            LambdaJson.Default.AddPermissionResponse,
            Handle,
            FunctionName.Namespaced<AddPermissionRequest>(r => r.FunctionName),
            Must.Member<AddPermissionRequest>("statementId", r => r.StatementId)
                .Required()
                .Length(1, 100)
                .Pattern(Patterns.StatementId, "([a-zA-Z0-9-_]+)"),
            Must.Member<AddPermissionRequest>("action", r => r.Action)
                .Required()
                .Pattern(Patterns.Action, @"(lambda:[*]|lambda:[a-zA-Z]+|[*])"),
            Must.Member<AddPermissionRequest>("principal", r => r.Principal).Required().Pattern(Patterns.NoSpace, @"[^\s]+"),
            Must.Member<AddPermissionRequest>("sourceAccount", r => r.SourceAccount).Length(0, 12).Pattern(Patterns.Account, @"\d{12}"),
            FunctionName.Qualified<AddPermissionRequest>(r => r.Qualifier)
        )
        .Http("POST /2015-03-31/functions/{FunctionName}/policy?Qualifier={Qualifier}", status: 201)
        .Lacking("without --enforce-iam every caller may invoke");

    private static Result<AddPermissionResponse> Handle(LambdaState state, AddPermissionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        var (function, _, qualifier) = found;
        if (qualifier == FunctionName.Latest)
            return LambdaErrors.Invalid("We currently do not support adding policies for $LATEST.");
        if (!IsPrincipal(request.Principal!))
            return LambdaErrors.Invalid("The provided principal was invalid. Please check the principal and try again.");
        var policy = function.Policies.GetValueOrDefault(qualifier ?? "");
        if (ResourcePolicy.Refuse(policy, request.RevisionId, request.StatementId!) is { } refused)
            return refused;
        var text = Statement(request, function.QualifiedArn(qualifier)).ToJsonString(JsonText.Relaxed);
        var added = ResourcePolicy.With(policy, text);
        if (added.Text().Length > 20_480)
            return LambdaErrors.Of(
                "PolicyLengthExceededException",
                $"The final policy size ({added.Text().Length}) is bigger than the limit (20480).",
                400
            );
        function.Policies[qualifier ?? ""] = added;
        state.Put(context.Changes, function);
        return new AddPermissionResponse { Statement = text };
    }

    private static JsonObject Statement(AddPermissionRequest request, string resource)
    {
        var principal = PolicyDocument.Principal(request.Principal!);
        var statement = PolicyDocument.Permission(request.StatementId, principal, request.Action, resource);
        var equals = new JsonObject();
        if (request.SourceAccount is { } account)
            equals["AWS:SourceAccount"] = account;
        if (request.PrincipalOrgID is { } organization)
            equals["aws:PrincipalOrgID"] = organization;
        if (request.EventSourceToken is { } token)
            equals["lambda:EventSourceToken"] = token;
        if (request.FunctionUrlAuthType is { } auth)
            equals["lambda:FunctionUrlAuthType"] = auth;
        var condition = new JsonObject();
        if (equals.Count > 0)
            condition["StringEquals"] = equals;
        if (request.InvokedViaFunctionUrl is { } url)
            condition["Bool"] = new JsonObject { ["lambda:InvokedViaFunctionUrl"] = url ? "true" : "false" };
        if (request.SourceArn is { } arn)
            condition["ArnLike"] = new JsonObject { ["AWS:SourceArn"] = arn };
        if (condition.Count > 0)
            statement["Condition"] = condition;
        return statement;
    }

    // Accounts, ARNs, and services, all of which have a name of Amazon's
    private static bool IsPrincipal(string principal) =>
        principal is "*"
        || Patterns.Account.IsMatch(principal)
        || Arn.Is(principal)
        || principal.EndsWith(".amazonaws.com", StringComparison.Ordinal)
        || principal.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
        || principal.EndsWith(".amazon.com", StringComparison.Ordinal);
}
