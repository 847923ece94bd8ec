using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Layers;

internal sealed record LayerPermissionRequest
{
    public string? LayerName { get; init; }
    public long? VersionNumber { get; init; }
    public string? StatementId { get; init; }
    public string? Action { get; init; }
    public string? Principal { get; init; }
    public string? OrganizationId { get; init; }
    public string? RevisionId { get; init; }

    internal LayerVersionRequest Version => new() { LayerName = LayerName, VersionNumber = VersionNumber };

    internal string Key => VersionNumber!.Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed record LayerStatementResponse
{
    public string? Statement { get; init; }
    public string? RevisionId { get; init; }
}

internal static class AddLayerVersionPermission
{
    public static readonly Operation<LambdaState, LayerPermissionRequest, LayerStatementResponse> Definition = Operation<LambdaState>
        .Define(
            "AddLayerVersionPermission",
            LambdaJson.Default.LayerPermissionRequest,
            LambdaJson.Default.LayerStatementResponse,
            Handle,
            LayerName.Member<LayerPermissionRequest>(r => r.LayerName),
            Must.Member<LayerPermissionRequest>("statementId", r => r.StatementId)
                .Required()
                .Length(1, 100)
                .Pattern(Patterns.StatementId, "([a-zA-Z0-9-_]+)"),
            Must.Member<LayerPermissionRequest>("action", r => r.Action)
                .Required()
                .Length(0, 22)
                .Pattern(Patterns.LayerAction, "lambda:GetLayerVersion"),
            Must.Member<LayerPermissionRequest>("principal", r => r.Principal)
                .Required()
                .Pattern(Patterns.LayerPrincipal, @"\d{12}|\*|arn:(aws[a-zA-Z-]*):iam::\d{12}:root"),
            Must.Member<LayerPermissionRequest>("organizationId", r => r.OrganizationId)
                .Length(0, 34)
                .Pattern(Patterns.Organization, "o-[a-z0-9]{10,32}")
        )
        .Http("POST /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy?RevisionId={RevisionId}", status: 201)
        .Lacking("enforcement");

    private static Result<LayerStatementResponse> Handle(LambdaState state, LayerPermissionRequest request, Context context)
    {
        if (!GetLayerVersion.Find(state, request.Version).Ok(out var found, out var error))
            return error;
        var policy = found.Layer.Policies.GetValueOrDefault(request.Key);
        if (request.RevisionId is { } revision && revision != policy?.RevisionId)
            return LambdaErrors.PolicyRevision;
        if (policy?.Has(request.StatementId!) == true)
            return LambdaErrors.Conflict(
                $"The statement id ({request.StatementId}) provided already exists. Please provide a new statement id, or remove the "
                    + "existing statement."
            );
        var statement = new JsonObject
        {
            ["Sid"] = request.StatementId,
            ["Effect"] = "Allow",
            ["Principal"] = AddPermission.Principal(request.Principal!),
            ["Action"] = request.Action,
            ["Resource"] = $"{LayerName.Arn(state, found.Layer.Name)}:{request.Key}",
        };
        if (request.OrganizationId is { } organization)
            statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:PrincipalOrgID"] = organization } };
        var text = statement.ToJsonString(ResourcePolicy.Readable);
        using var document = JsonDocument.Parse(text);
        policy = found.Layer.Policies[request.Key] = (policy ?? ResourcePolicy.Empty).With(document.RootElement.Clone());
        state.Put(context.Changes, found.Layer);
        return new LayerStatementResponse { Statement = text, RevisionId = policy.RevisionId };
    }
}

internal static class GetLayerVersionPolicy
{
    public static readonly Operation<LambdaState, LayerVersionRequest, PolicyResponse> Definition = Operation<LambdaState>
        .Define(
            "GetLayerVersionPolicy",
            LambdaJson.Default.LayerVersionRequest,
            LambdaJson.Default.PolicyResponse,
            Handle,
            LayerName.Member<LayerVersionRequest>(r => r.LayerName)
        )
        .Http("GET /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy");

    private static Result<PolicyResponse> Handle(LambdaState state, LayerVersionRequest request, Context context)
    {
        if (!GetLayerVersion.Find(state, request).Ok(out var found, out var error))
            return error;
        return found.Layer.Policies.GetValueOrDefault(found.Version.Version.ToString(CultureInfo.InvariantCulture)) is { } policy
            ? new PolicyResponse { Policy = policy.Text(), RevisionId = policy.RevisionId }
            : LambdaErrors.NotFound("No policy is associated with the given resource.");
    }
}

internal static class RemoveLayerVersionPermission
{
    public static readonly Operation<LambdaState, LayerPermissionRequest, Nothing> Definition = Operation<LambdaState>
        .Define(
            "RemoveLayerVersionPermission",
            LambdaJson.Default.LayerPermissionRequest,
            Handle,
            LayerName.Member<LayerPermissionRequest>(r => r.LayerName)
        )
        .Http("DELETE /2018-10-31/layers/{LayerName}/versions/{VersionNumber}/policy/{StatementId}?RevisionId={RevisionId}", status: 204);

    private static Result<Nothing> Handle(LambdaState state, LayerPermissionRequest request, Context context)
    {
        if (!GetLayerVersion.Find(state, request.Version).Ok(out var found, out var error))
            return error;
        if (found.Layer.Policies.GetValueOrDefault(request.Key) is not { } policy || !policy.Has(request.StatementId!))
            return LambdaErrors.NotFound($"Statement {request.StatementId} is not found in resource policy.");
        if (request.RevisionId is { } revision && revision != policy.RevisionId)
            return LambdaErrors.PolicyRevision;
        var left = policy.Without(request.StatementId!);
        if (left.Statements.Count > 0)
            found.Layer.Policies[request.Key] = left;
        else
            found.Layer.Policies.Remove(request.Key);
        state.Put(context.Changes, found.Layer);
        return Nothing.Instance;
    }
}
