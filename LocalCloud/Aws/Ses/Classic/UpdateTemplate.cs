using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal static class UpdateTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<PutRequest, Empty>(
        "UpdateTemplate",
        EmailJson.Default.PutRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            UpdateEmailTemplate.Update(state, request.Template!.TemplateName, request.Template.Content, context).Map(_ => Empty.Instance),
        Must.Member<PutRequest>("template", r => r.Template).Required()
    );
}
