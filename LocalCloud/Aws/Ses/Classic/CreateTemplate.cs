using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal static class CreateTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<PutRequest, Empty>(
        "CreateTemplate",
        EmailJson.Default.PutRequest,
        EmailJson.Default.Empty,
        (state, request, context) =>
            CreateEmailTemplate
                .Create(state, request.Template!.TemplateName, request.Template.Content, null, context)
                .Map(_ => Empty.Instance),
        Must.Member<PutRequest>("template", r => r.Template).Required()
    );
}
