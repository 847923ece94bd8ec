using System.Text.Json.Nodes;
using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Layers;

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
        if (ResourcePolicy.Refuse(policy, request.RevisionId, request.StatementId!) is { } refused)
            return refused;
        var principal = PolicyDocument.Principal(request.Principal!);
        var resource = $"{LayerName.Arn(state, found.Layer.Name)}:{request.Key}";
        var statement = PolicyDocument.Permission(request.StatementId, principal, request.Action, resource);
        if (request.OrganizationId is { } organization)
            statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["aws:PrincipalOrgID"] = organization } };
        var text = statement.ToJsonString(JsonText.Relaxed);
        policy = found.Layer.Policies[request.Key] = ResourcePolicy.With(policy, text);
        state.Put(context.Changes, found.Layer);
        return new LayerStatementResponse { Statement = text, RevisionId = policy.RevisionId };
    }
}
