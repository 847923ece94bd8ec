using System.Text.Json;
using System.Text.Json.Serialization;
using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Operations;
using LocalCloud.Aws.Sns.Platform;
using LocalCloud.Aws.Sns.Sms;
using LocalCloud.Aws.Sns.Subscriptions;
using LocalCloud.Aws.Sns.Topics;

namespace LocalCloud.Aws.Sns;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(TopicRow))]
[JsonSerializable(typeof(SubscriptionRow))]
[JsonSerializable(typeof(PublishedMessage))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(TextMessage))]
[JsonSerializable(typeof(PushMessage))]
[JsonSerializable(typeof(SandboxNumber))]
[JsonSerializable(typeof(SandboxNumberRequest))]
[JsonSerializable(typeof(VerifySandboxNumberRequest))]
[JsonSerializable(typeof(DeleteSandboxNumberRequest))]
[JsonSerializable(typeof(ListSandboxNumbersRequest))]
[JsonSerializable(typeof(ListSandboxNumbersResponse))]
[JsonSerializable(typeof(ListOriginationNumbersRequest))]
[JsonSerializable(typeof(ListOriginationNumbersResponse))]
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
[JsonSerializable(typeof(SetSmsAttributesRequest))]
[JsonSerializable(typeof(GetSmsAttributesRequest))]
[JsonSerializable(typeof(SmsAttributesResponse))]
[JsonSerializable(typeof(PhoneNumberRequest))]
[JsonSerializable(typeof(OptedOutResponse))]
[JsonSerializable(typeof(ListOptedOutRequest))]
[JsonSerializable(typeof(ListOptedOutResponse))]
[JsonSerializable(typeof(SandboxRequest))]
[JsonSerializable(typeof(SandboxResponse))]
[JsonSerializable(typeof(PlatformApplication))]
[JsonSerializable(typeof(CreatePlatformApplicationRequest))]
[JsonSerializable(typeof(PlatformApplicationRequest))]
[JsonSerializable(typeof(PlatformApplicationResponse))]
[JsonSerializable(typeof(SetPlatformApplicationAttributesRequest))]
[JsonSerializable(typeof(ListPlatformApplicationsResponse))]
[JsonSerializable(typeof(CreatePlatformEndpointRequest))]
[JsonSerializable(typeof(EndpointRequest))]
[JsonSerializable(typeof(EndpointResponse))]
[JsonSerializable(typeof(SetEndpointAttributesRequest))]
[JsonSerializable(typeof(ListEndpointsRequest))]
[JsonSerializable(typeof(ListEndpointsResponse))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class SnsJson : JsonSerializerContext;
