using System.Globalization;
using LocalCloud.Aws.Lambda.Permissions;

namespace LocalCloud.Aws.Lambda.Layers;

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
