using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns.Operations;

internal sealed record AttributesResponse(Dictionary<string, string> Attributes);

internal static class GetTopicAttributes
{
    public static readonly Operation<SnsState, TopicRequest, AttributesResponse> Definition = TopicOperation.OnTopic(
        "GetTopicAttributes",
        SnsJson.Default.TopicRequest,
        SnsJson.Default.AttributesResponse,
        r => r.TopicArn,
        (topic, _, _) => (Result<AttributesResponse>)new AttributesResponse(TopicAttributes.Of(topic))
    );
}
