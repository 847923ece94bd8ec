namespace LocalCloud.Aws.Ses.Classic;

/// <summary>What the API model of SES v1 has, and this has not.</summary>
internal static class EmailUnsupported
{
    public static readonly IReadOnlyList<string> Operations =
    [
        "CloneReceiptRuleSet", "CreateConfigurationSetEventDestination", "CreateConfigurationSetTrackingOptions",
        "CreateCustomVerificationEmailTemplate", "CreateReceiptFilter", "CreateReceiptRule", "CreateReceiptRuleSet",
        "DeleteConfigurationSetEventDestination", "DeleteConfigurationSetTrackingOptions", "DeleteCustomVerificationEmailTemplate",
        "DeleteIdentityPolicy", "DeleteReceiptFilter", "DeleteReceiptRule", "DeleteReceiptRuleSet", "DescribeActiveReceiptRuleSet",
        "DescribeReceiptRule", "DescribeReceiptRuleSet", "GetCustomVerificationEmailTemplate", "GetIdentityDkimAttributes",
        "GetIdentityMailFromDomainAttributes", "GetIdentityNotificationAttributes", "GetIdentityPolicies",
        "ListCustomVerificationEmailTemplates", "ListIdentityPolicies", "ListReceiptFilters", "ListReceiptRuleSets",
        "PutConfigurationSetDeliveryOptions", "PutIdentityPolicy", "ReorderReceiptRuleSet", "SendBounce", "SendCustomVerificationEmail",
        "SetActiveReceiptRuleSet", "SetIdentityDkimEnabled", "SetIdentityFeedbackForwardingEnabled",
        "SetIdentityHeadersInNotificationsEnabled", "SetIdentityMailFromDomain", "SetIdentityNotificationTopic",
        "SetReceiptRulePosition", "UpdateAccountSendingEnabled", "UpdateConfigurationSetEventDestination",
        "UpdateConfigurationSetReputationMetricsEnabled", "UpdateConfigurationSetSendingEnabled",
        "UpdateConfigurationSetTrackingOptions", "UpdateCustomVerificationEmailTemplate", "UpdateReceiptRule", "VerifyDomainDkim",
    ];
}
