using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.Ses.ConfigurationSets;
using LocalCloud.Aws.Ses.Identities;
using LocalCloud.Aws.Ses.Inbox;
using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses;

/// <summary>
/// SES, API version 2 (REST, JSON): mail goes into an inbox that can be read at /_localcloud/mail and /_localcloud/inbox.
/// </summary>
internal sealed class SesService : Service
{
    private BodyStore? _messages;

    public override string Id => "ses";

    public override IReadOnlyList<string> OtherSigningNames => ["email"];

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            SendEmail.Definition,
            CreateEmailIdentity.Definition,
            GetEmailIdentity.Definition,
            ListEmailIdentities.Definition,
            DeleteEmailIdentity.Definition,
            GetAccount.Definition,
            SendBulkEmail.Definition,
            CreateEmailTemplate.Definition,
            UpdateEmailTemplate.Definition,
            GetEmailTemplate.Definition,
            DeleteEmailTemplate.Definition,
            ListEmailTemplates.Definition,
            TestRenderEmailTemplate.Definition,
            CreateConfigurationSet.Definition,
            GetConfigurationSet.Definition,
            ListConfigurationSets.Definition,
            DeleteConfigurationSet.Definition,
            PutConfigurationSetSendingOptions.Definition,
        ];

    public BodyStore Messages => _messages ??= new(Host.DataDirectory is { } data ? Path.Combine(data, "ses") : null);

    public override IReadOnlyList<string> RestPaths => ["/v2/email"];

    // 40 MB as base64 in JSON, and the rest of the request
    public override int LargestRequest => 60 << 20;

    public override AwsError Invalid(string message) => SendEmail.Bad(message);

    public override void Start(CancellationToken stopping)
    {
        Messages.Sweep();
        stopping.Register(Messages.Discard);
    }

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        MailApi.Map(routes, this);
        InboxPage.Map(routes, this);
    }

    protected override ServiceState CreateState(Scope scope) => new SesState(this, scope);
}
