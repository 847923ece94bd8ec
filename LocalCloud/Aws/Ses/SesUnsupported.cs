namespace LocalCloud.Aws.Ses;

/// <summary>What the API model of SES v2 has beside sending, and this has not (the main ones; all others answer an error too).</summary>
internal static class SesUnsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "BatchGetMetricData", "CreateConfigurationSet", "CreateConfigurationSetEventDestination", "CreateContact", "CreateContactList",
        "CreateCustomVerificationEmailTemplate", "CreateDedicatedIpPool", "CreateEmailIdentityPolicy", "CreateEmailTemplate", "CreateImportJob",
        "DeleteConfigurationSet", "DeleteContact", "DeleteContactList", "DeleteEmailIdentityPolicy", "DeleteEmailTemplate", "DeleteSuppressedDestination",
        "GetBlacklistReports", "GetConfigurationSet", "GetContact", "GetContactList", "GetEmailIdentityPolicies", "GetEmailTemplate", "GetMessageInsights",
        "GetSuppressedDestination", "ListConfigurationSets", "ListContactLists", "ListContacts", "ListEmailTemplates", "ListSuppressedDestinations",
        "ListTagsForResource", "PutAccountDetails", "PutAccountSendingAttributes", "PutAccountSuppressionAttributes", "PutEmailIdentityDkimAttributes",
        "PutEmailIdentityFeedbackAttributes", "PutEmailIdentityMailFromAttributes", "PutSuppressedDestination", "SendBulkEmail",
        "SendCustomVerificationEmail", "TagResource", "TestRenderEmailTemplate", "UntagResource", "UpdateContact", "UpdateContactList", "UpdateEmailTemplate",
    ];
}
