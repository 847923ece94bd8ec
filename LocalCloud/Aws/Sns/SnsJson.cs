using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Operations;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns;

[JsonSourceGenerationOptions(UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TopicRow))]
[JsonSerializable(typeof(SubscriptionRow))]
[JsonSerializable(typeof(PublishedMessage))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(TextMessage))]
[JsonSerializable(typeof(Empty))]
[JsonSerializable(typeof(AddPermissionRequest))]
[JsonSerializable(typeof(AttributesResponse))]
[JsonSerializable(typeof(ConfirmSubscriptionRequest))]
[JsonSerializable(typeof(CreateTopicRequest))]
[JsonSerializable(typeof(GetDataProtectionPolicyResponse))]
[JsonSerializable(typeof(ListRequest))]
[JsonSerializable(typeof(ListSubscriptionsByTopicRequest))]
[JsonSerializable(typeof(ListSubscriptionsResponse))]
[JsonSerializable(typeof(ListTagsForResourceResponse))]
[JsonSerializable(typeof(ListTopicsResponse))]
[JsonSerializable(typeof(PublishBatchRequest))]
[JsonSerializable(typeof(PublishBatchResponse))]
[JsonSerializable(typeof(PublishRequest))]
[JsonSerializable(typeof(PublishResponse))]
[JsonSerializable(typeof(PutDataProtectionPolicyRequest))]
[JsonSerializable(typeof(RemovePermissionRequest))]
[JsonSerializable(typeof(ResourceRequest))]
[JsonSerializable(typeof(SetSubscriptionAttributesRequest))]
[JsonSerializable(typeof(SetTopicAttributesRequest))]
[JsonSerializable(typeof(SubscribeRequest))]
[JsonSerializable(typeof(SubscriptionArnResponse))]
[JsonSerializable(typeof(SubscriptionRequest))]
[JsonSerializable(typeof(TagResourceRequest))]
[JsonSerializable(typeof(TopicArnResponse))]
[JsonSerializable(typeof(TopicRequest))]
[JsonSerializable(typeof(UntagResourceRequest))]
internal sealed partial class SnsJson : JsonSerializerContext;
