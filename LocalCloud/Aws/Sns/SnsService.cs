using LocalCloud.Aws.Sns.Deliveries;
using LocalCloud.Aws.Sns.Messages;
using LocalCloud.Aws.Sns.Operations;
using LocalCloud.Aws.Sns.Platform;
using LocalCloud.Aws.Sns.Sms;

namespace LocalCloud.Aws.Sns;

/// <summary>The Simple Notification Service: topics, subscriptions, and the pump that carries messages to them.</summary>
internal sealed class SnsService : Service, ITaggedService
{
    public SnsService() => Pump = new(this);

    public override string Id => "sns";

    public override string QueryVersion => "2010-03-31";

    public override string XmlNamespace => "http://sns.amazonaws.com/doc/2010-03-31/";

    public override AwsError Broken => new("InternalError", "An internal error occurred. Please try again.", 500);

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            CreateTopic.Definition,
            DeleteTopic.Definition,
            ListTopics.Definition,
            GetTopicAttributes.Definition,
            SetTopicAttributes.Definition,
            Subscribe.Definition,
            ConfirmSubscription.Definition,
            Unsubscribe.Definition,
            ListSubscriptions.Definition,
            ListSubscriptionsByTopic.Definition,
            GetSubscriptionAttributes.Definition,
            SetSubscriptionAttributes.Definition,
            Publish.Definition,
            PublishBatch.Definition,
            AddPermission.Definition,
            RemovePermission.Definition,
            TagResource.Definition,
            UntagResource.Definition,
            ListTagsForResource.Definition,
            PutDataProtectionPolicy.Definition,
            GetDataProtectionPolicy.Definition,
            SetSMSAttributes.Definition,
            GetSMSAttributes.Definition,
            CheckIfPhoneNumberIsOptedOut.Definition,
            OptInPhoneNumber.Definition,
            ListPhoneNumbersOptedOut.Definition,
            GetSMSSandboxAccountStatus.Definition,
            CreateSMSSandboxPhoneNumber.Definition,
            VerifySMSSandboxPhoneNumber.Definition,
            DeleteSMSSandboxPhoneNumber.Definition,
            ListSMSSandboxPhoneNumbers.Definition,
            ListOriginationNumbers.Definition,
            CreatePlatformApplication.Definition,
            DeletePlatformApplication.Definition,
            GetPlatformApplicationAttributes.Definition,
            SetPlatformApplicationAttributes.Definition,
            ListPlatformApplications.Definition,
            CreatePlatformEndpoint.Definition,
            DeleteEndpoint.Definition,
            GetEndpointAttributes.Definition,
            SetEndpointAttributes.Definition,
            ListEndpointsByPlatformApplication.Definition,
        ];

    internal DeliveryPump Pump { get; }

    internal Signer Signer => field ??= Signer.In(Host.DataDirectory);

    protected override ServiceState CreateState(Scope scope) => new SnsState(this, scope);

    public override void Start(CancellationToken stopping) => Pump.Start(stopping);

    IEnumerable<string> ITaggedService.Arns(ServiceState state) => ((SnsState)state).Topics.Values.Select(topic => topic.Arn);

    Result<TaggedResource> ITaggedService.Find(ServiceState state, string arn) => TaggedTopic.Find((SnsState)state, arn);

    // The links in messages: AWS's have neither a version nor a signature.
    public override bool AnswersLink(string action) => action is "ConfirmSubscription" or "Unsubscribe";

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        TracePage.Map(routes, this);
        TextMessages.Map(routes, this);
        PushMessages.Map(routes, this);
        Signer.Map(routes, this);
    }
}
