namespace LocalCloud.Aws.Sns.Operations;

internal sealed record GetDataProtectionPolicyResponse(string? DataProtectionPolicy);

internal static class GetDataProtectionPolicy
{
    public static readonly Operation<SnsState, ResourceRequest, GetDataProtectionPolicyResponse> Definition = TopicOperation.OnResource(
        "GetDataProtectionPolicy",
        SnsJson.Default.ResourceRequest,
        SnsJson.Default.GetDataProtectionPolicyResponse,
        r => r.ResourceArn,
        (topic, _, _) => (Result<GetDataProtectionPolicyResponse>)new GetDataProtectionPolicyResponse(topic.Row.DataProtectionPolicy)
    );
}
