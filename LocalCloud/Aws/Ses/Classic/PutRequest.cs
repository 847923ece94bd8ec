using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record PutRequest(TemplateParts? Template);
