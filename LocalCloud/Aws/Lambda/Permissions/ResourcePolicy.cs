using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Functions;

namespace LocalCloud.Aws.Lambda.Permissions;

/// <summary>Who may call a function (or use a layer): enforced with --enforce-iam.</summary>
internal sealed record ResourcePolicy(string RevisionId, List<JsonElement> Statements)
{
    public static ResourcePolicy Empty => new(Guid.NewGuid().ToString(), []);

    public string Text() =>
        new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Id"] = "default",
            ["Statement"] = new JsonArray([.. Statements.Select(s => JsonNode.Parse(s.GetRawText()))]),
        }.ToJsonString(Readable);

    public bool Has(string statementId) => Statements.Exists(s => Sid(s) == statementId);

    public ResourcePolicy With(JsonElement statement) => new(Guid.NewGuid().ToString(), [.. Statements, statement]);

    public ResourcePolicy Without(string statementId) => new(Guid.NewGuid().ToString(), Statements.FindAll(s => Sid(s) != statementId));

    internal static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string? Sid(JsonElement statement) => statement.GetProperty("Sid").GetString();
}

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
        if (request.RevisionId is { } revision && revision != policy?.RevisionId)
            return LambdaErrors.PolicyRevision;
        if (policy?.Has(request.StatementId!) == true)
            return LambdaErrors.Conflict(
                $"The statement id ({request.StatementId}) provided already exists. Please provide a new statement id, or remove the "
                    + "existing statement."
            );
        var text = Statement(request, function.QualifiedArn(qualifier)).ToJsonString(ResourcePolicy.Readable);
        using var document = JsonDocument.Parse(text);
        var added = (policy ?? ResourcePolicy.Empty).With(document.RootElement.Clone());
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
        var statement = new JsonObject
        {
            ["Sid"] = request.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = Principal(request.Principal!),
            ["Action"] = request.Action,
            ["Resource"] = resource,
        };
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
        || principal.StartsWith("arn:", StringComparison.Ordinal)
        || principal.EndsWith(".amazonaws.com", StringComparison.Ordinal)
        || principal.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)
        || principal.EndsWith(".amazon.com", StringComparison.Ordinal);

    public static JsonNode Principal(string principal) =>
        principal switch
        {
            "*" => "*",
            _ when principal.Length == 12 && principal.All(char.IsAsciiDigit) => new JsonObject
            {
                ["AWS"] = $"arn:aws:iam::{principal}:root",
            },
            _ when principal.StartsWith("arn:", StringComparison.Ordinal) => new JsonObject { ["AWS"] = principal },
            _ => new JsonObject { ["Service"] = principal },
        };
}

internal sealed record RemovePermissionRequest
{
    public string? FunctionName { get; init; }
    public string? StatementId { get; init; }
    public string? Qualifier { get; init; }
    public string? RevisionId { get; init; }
}

internal static class RemovePermission
{
    public static readonly Operation<LambdaState, RemovePermissionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "RemovePermission",
            LambdaJson.Default.RemovePermissionRequest,
            Handle,
            FunctionName.Namespaced<RemovePermissionRequest>(r => r.FunctionName),
            Must.Member<RemovePermissionRequest>("statementId", r => r.StatementId)
                .Required()
                .Length(1, 100)
                .Pattern(Patterns.NamespacedStatementId, "([a-zA-Z0-9-_.]+)"),
            FunctionName.Qualified<RemovePermissionRequest>(r => r.Qualifier)
        )
        .Http(
            "DELETE /2015-03-31/functions/{FunctionName}/policy/{StatementId}?Qualifier={Qualifier}&RevisionId={RevisionId}",
            status: 204
        );

    private static Result<Nothing> Handle(LambdaState state, RemovePermissionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        var policy = found.Function.Policies.GetValueOrDefault(found.Qualifier ?? "");
        if (policy is null)
            return GetPolicy.None;
        if (request.RevisionId is { } revision && revision != policy.RevisionId)
            return LambdaErrors.PolicyRevision;
        if (!policy.Has(request.StatementId!))
            return LambdaErrors.NotFound($"Statement {request.StatementId} is not found in resource policy.");
        var left = policy.Without(request.StatementId!);
        if (left.Statements.Count > 0)
            found.Function.Policies[found.Qualifier ?? ""] = left;
        else
            found.Function.Policies.Remove(found.Qualifier ?? "");
        state.Put(context.Changes, found.Function);
        return Nothing.Instance;
    }
}

internal sealed record PolicyResponse
{
    public string? Policy { get; init; }
    public string? RevisionId { get; init; }
}

internal static class GetPolicy
{
    public static readonly AwsError None = LambdaErrors.NotFound("The resource you requested does not exist.");

    public static readonly Operation<LambdaState, FunctionRequest, PolicyResponse> Definition = Operation<LambdaState>
        .Define(
            "GetPolicy",
            LambdaJson.Default.FunctionRequest,
            LambdaJson.Default.PolicyResponse,
            Handle,
            FunctionName.Namespaced<FunctionRequest>(r => r.FunctionName),
            FunctionName.Qualified<FunctionRequest>(r => r.Qualifier)
        )
        .Http("GET /2015-03-31/functions/{FunctionName}/policy?Qualifier={Qualifier}");

    private static Result<PolicyResponse> Handle(LambdaState state, FunctionRequest request, Context context)
    {
        if (!state.FindVersion(request.FunctionName!, request.Qualifier).Ok(out var found, out var error))
            return error;
        return found.Function.Policies.GetValueOrDefault(found.Qualifier ?? "") is { } policy
            ? new PolicyResponse { Policy = policy.Text(), RevisionId = policy.RevisionId }
            : None;
    }
}
