using LocalCloud.Aws.Ses.Templates;

namespace LocalCloud.Aws.Ses.Classic;

internal sealed record TestRenderRequest(string? TemplateName, string? TemplateData);

internal sealed record TestRenderAnswer(string RenderedTemplate);

internal static class TestRenderTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<TestRenderRequest, TestRenderAnswer>(
        "TestRenderTemplate",
        EmailJson.Default.TestRenderRequest,
        EmailJson.Default.TestRenderAnswer,
        (state, request, context) =>
            TestRenderEmailTemplate
                .Render(state, request.TemplateName, request.TemplateData, context)
                .Map(message => new TestRenderAnswer(message)),
        Must.Member<TestRenderRequest>("templateName", r => r.TemplateName).Required(),
        Must.Member<TestRenderRequest>("templateData", r => r.TemplateData).Required().Length(0, 262_144).Sensitive()
    );
}
