namespace LocalCloud.Aws.Ses.Templates;

internal sealed record TestRenderEmailTemplateRequest(string? TemplateName, string? TemplateData);

internal sealed record TestRenderEmailTemplateResponse(string RenderedTemplate);

internal static class TestRenderEmailTemplate
{
    public static readonly Operation Definition = Operation<SesState>
        .Define<TestRenderEmailTemplateRequest, TestRenderEmailTemplateResponse>(
            "TestRenderEmailTemplate",
            SesJson.Default.TestRenderEmailTemplateRequest,
            SesJson.Default.TestRenderEmailTemplateResponse,
            Handle,
            Must.Member<TestRenderEmailTemplateRequest>("templateData", r => r.TemplateData).Required().Length(0, 262_144).Sensitive()
        )
        .Http("POST /v2/email/templates/{TemplateName}/render");

    private static Result<TestRenderEmailTemplateResponse> Handle(
        SesState state,
        TestRenderEmailTemplateRequest request,
        Context context
    ) =>
        Render(state, request.TemplateName, request.TemplateData, context).Ok(out var message, out var error)
            ? new TestRenderEmailTemplateResponse(message)
            : error;

    public static Result<string> Render(SesState state, string? name, string? data, Context context) =>
        state.Templates.TryGetValue(name ?? "", out var template)
            ? Rendering.Message(template, data, context.Now)
            : Template.NotFound(name);
}
