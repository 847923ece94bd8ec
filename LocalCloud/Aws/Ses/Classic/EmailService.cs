using LocalCloud.Aws.Ses.Classic.Identities;

namespace LocalCloud.Aws.Ses.Classic;

/// <summary>SES, API version 1 (query protocol): the same state as version 2, and the same inbox.</summary>
internal sealed class EmailService : Service
{
    public override string Id => "email";

    public override string CountedAs => "ses";

    public override IReadOnlyList<string> OtherSigningNames => ["ses"];

    public override string QueryVersion => "2010-12-01";

    public override string XmlNamespace => "http://ses.amazonaws.com/doc/2010-12-01/";

    public override IReadOnlyList<Operation> Operations =>
        field ??= [
            SendEmail.Definition,
            SendRawEmail.Definition,
            SendTemplatedEmail.Definition,
            SendBulkTemplatedEmail.Definition,
            VerifyEmailIdentity.Definition,
            VerifyEmailAddress.Definition,
            VerifyDomainIdentity.Definition,
            ListIdentities.Definition,
            GetIdentityVerificationAttributes.Definition,
            DeleteIdentity.Definition,
            DeleteVerifiedEmailAddress.Definition,
            ListVerifiedEmailAddresses.Definition,
            CreateTemplate.Definition,
            UpdateTemplate.Definition,
            GetTemplate.Definition,
            DeleteTemplate.Definition,
            ListTemplates.Definition,
            TestRenderTemplate.Definition,
            CreateConfigurationSet.Definition,
            DescribeConfigurationSet.Definition,
            ListConfigurationSets.Definition,
            DeleteConfigurationSet.Definition,
            GetSendQuota.Definition,
            GetSendStatistics.Definition,
            GetAccountSendingEnabled.Definition,
        ];

    public override AwsError Invalid(string message) => new("ValidationError", message);

    protected override ServiceState CreateState(Scope scope) => Host.Service<SesService>().State(scope);
}
