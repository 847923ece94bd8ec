using System.Text.Json.Serialization;
using LocalCloud.Aws.Ses.Identities;

namespace LocalCloud.Aws.Ses;

[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
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
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(string))]
internal sealed partial class SesJson : JsonSerializerContext;
