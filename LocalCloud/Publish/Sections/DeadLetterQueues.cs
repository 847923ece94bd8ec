using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Queues that others put into what they could not deliver, and that nothing works off.</summary>
internal static class DeadLetterQueues
{
    public static IReadOnlyList<string> In(TemplateDocument document)
    {
        var targets = document.Resources.SelectMany(Targets).ToHashSet();
        var sources = document
            .Resources.Where(r => r.Type == "AWS::Lambda::EventSourceMapping")
            .SelectMany(r => Cfn.Mentions(r.Properties["EventSourceArn"]))
            .ToHashSet();
        return
        [
            .. document
                .Resources.Where(r =>
                    r.Type == "AWS::SQS::Queue"
                    && targets.Contains(r.Id)
                    && !sources.Contains(r.Id)
                    && !r.Properties.ContainsKey("RedrivePolicy")
                )
                .Select(r => r.Id),
        ];
    }

    private static IEnumerable<string> Targets(TemplateResource resource) =>
        resource.Type switch
        {
            "AWS::Lambda::EventInvokeConfig" => Cfn.Mentions(resource.Properties["DestinationConfig"]?["OnFailure"]),
            "AWS::Events::Rule" => Cfn.Mentions(resource.Properties["Targets"]),
            _ => Cfn.Mentions(resource.Properties["RedrivePolicy"]),
        };
}
