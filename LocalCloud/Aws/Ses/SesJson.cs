using System.Text.Json.Serialization;
using LocalCloud.Aws.Ses.ConfigurationSets;
using LocalCloud.Aws.Ses.Identities;
using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString
)]
[JsonSerializable(typeof(SendEmailRequest))]
[JsonSerializable(typeof(SendEmailResponse))]
[JsonSerializable(typeof(CreateEmailIdentityRequest))]
[JsonSerializable(typeof(CreateEmailIdentityResponse))]
[JsonSerializable(typeof(IdentityRequest))]
[JsonSerializable(typeof(GetEmailIdentityResponse))]
[JsonSerializable(typeof(ListEmailIdentitiesRequest))]
[JsonSerializable(typeof(ListEmailIdentitiesResponse))]
[JsonSerializable(typeof(GetAccountRequest))]
[JsonSerializable(typeof(GetAccountResponse))]
[JsonSerializable(typeof(SendBulkEmailRequest))]
[JsonSerializable(typeof(SendBulkEmailResponse))]
[JsonSerializable(typeof(PutTemplateRequest))]
[JsonSerializable(typeof(TemplateRequest))]
[JsonSerializable(typeof(GetEmailTemplateResponse))]
[JsonSerializable(typeof(ListEmailTemplatesRequest))]
[JsonSerializable(typeof(ListEmailTemplatesResponse))]
[JsonSerializable(typeof(TestRenderEmailTemplateRequest))]
[JsonSerializable(typeof(TestRenderEmailTemplateResponse))]
[JsonSerializable(typeof(ConfigurationSet))]
[JsonSerializable(typeof(ConfigurationSetRequest))]
[JsonSerializable(typeof(ListConfigurationSetsRequest))]
[JsonSerializable(typeof(ListConfigurationSetsResponse))]
[JsonSerializable(typeof(PutConfigurationSetSendingOptionsRequest))]
[JsonSerializable(typeof(StoredTemplate))]
[JsonSerializable(typeof(int))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(string))]
internal sealed partial class SesJson : JsonSerializerContext;
