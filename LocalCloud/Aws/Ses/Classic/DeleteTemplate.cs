namespace LocalCloud.Aws.Ses.Classic;

/// <summary>What is not there is deleted too: the operation has no error for it.</summary>
internal static class DeleteTemplate
{
    public static readonly Operation Definition = Operation<SesState>.Define<NamedTemplate, Empty>(
        "DeleteTemplate",
        EmailJson.Default.NamedTemplate,
        EmailJson.Default.Empty,
        Handle,
        Must.Member<NamedTemplate>("templateName", r => r.TemplateName).Required()
    );

    private static Result<Empty> Handle(SesState state, NamedTemplate request, Context context)
    {
        if (state.Templates.TryGetValue(request.TemplateName!, out var template))
            state.Templates.Delete(context.Changes, template.Name);
        return Empty.Instance;
    }
}
