using System.Globalization;
using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>
/// The AppHost's own templates: their resources as they are, protected where they hold data, with queues fit for functions.
/// </summary>
internal static class StackSection
{
    private static readonly string[] DataTypes =
    [
        "AWS::S3::Bucket",
        "AWS::DynamoDB::Table",
        "AWS::DynamoDB::GlobalTable",
        "AWS::EFS::FileSystem",
    ];

    // AWS wants a message hidden six times as long as its function may take, so that a throttled batch is not delivered twice (docs: Lambda
    // with SQS)
    private const int VisibilityFactor = 6;

    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        foreach (var stack in plan.Stacks)
        {
            foreach (
                var (part, target) in (IEnumerable<(string, JsonObject)>)
                    [
                        ("Parameters", document.Parameters),
                        ("Mappings", document.Mappings),
                        ("Conditions", document.Conditions),
                        ("Rules", document.Rules),
                    ]
            )
            foreach (var (name, value) in stack.Part(part))
                if (!target.TryAdd(name, value?.DeepClone()))
                    Twice(plan, document, stack, $"{part} {name}");
            var section = document.Section($"'{stack.Name}': {stack.File}");
            foreach (var (id, body) in stack.Part("Resources"))
                section.Add(id, stack.Comments.GetValueOrDefault(id), Fit(plan, document, id, body!.DeepClone().AsObject()));
        }
        DeadLetters(plan, document);
    }

    /// <summary>The templates' outputs, under their own names.</summary>
    public static void Outputs(PublishPlan plan, TemplateDocument document)
    {
        foreach (var stack in plan.Stacks)
        foreach (var (name, value) in stack.Part("Outputs"))
            if (!document.Outputs.TryAdd(name, value?.DeepClone()))
                Twice(plan, document, stack, $"output {name}");
    }

    private static void Twice(PublishPlan plan, TemplateDocument document, MergedStack stack, string what)
    {
        plan.Manifest.TryGet(stack.Name, out var resource);
        document.Refusals.Add(
            new(stack.Name, resource!.Type, $"its {what} has the name of one that publish makes", "Give it another name")
        );
    }

    private static JsonObject Fit(PublishPlan plan, TemplateDocument document, string id, JsonObject body)
    {
        var type = body["Type"]?.ToString() ?? "";
        // What a failed first deployment made goes with it; later nothing is deleted with the stack
        if (DataTypes.Contains(type) && !body.ContainsKey("DeletionPolicy"))
        {
            body["DeletionPolicy"] = "RetainExceptOnCreate";
            body["UpdateReplacePolicy"] ??= "Retain";
        }
        if (
            type == "AWS::SQS::Queue"
            && plan.Functions.Where(f => f.Queues.Contains(id)).Select(f => f.Timeout).DefaultIfEmpty(0).Max() * VisibilityFactor
                is > 0
                    and var least
        )
        {
            var properties = (JsonObject)(body["Properties"] ??= new JsonObject());
            var hidden =
                properties["VisibilityTimeout"] is JsonValue value
                && int.TryParse(value.ToString(), CultureInfo.InvariantCulture, out var seconds)
                    ? seconds
                : properties["VisibilityTimeout"] is null ? 30
                : int.MaxValue;
            if (hidden < least)
            {
                properties["VisibilityTimeout"] = least;
                document.Warnings.Add(
                    $"{id}: its visibility timeout is {least} s instead of {hidden} s, six times its function's time-out, as AWS wants it."
                );
            }
        }
        return Ordered(body);
    }

    // Policies before properties, where a reader looks for them
    private static JsonObject Ordered(JsonObject body) =>
        new(
            ((string[])["Type", "Condition", "DependsOn", "DeletionPolicy", "UpdateReplacePolicy"])
                .Concat(body.Select(m => m.Key))
                .Distinct()
                .Where(body.ContainsKey)
                .Select(key => KeyValuePair.Create(key, body[key]?.DeepClone()))
                .ToList()
        );

    // A queue that feeds a function and has no dead-letter queue would deliver a message that cannot be handled until it expires
    private static void DeadLetters(PublishPlan plan, TemplateDocument document)
    {
        foreach (var id in plan.Functions.SelectMany(f => f.Queues).Distinct())
        {
            if (document.Find(id) is not { } queue || queue.Properties.ContainsKey("RedrivePolicy"))
                continue;
            document
                .Section("Dead-letter queues")
                .Add(
                    $"{id}DeadLetters",
                    $"What {id} could not deliver",
                    "Type: AWS::SQS::Queue\nProperties:\n  MessageRetentionPeriod: 1209600"
                        + (queue.Properties["FifoQueue"]?.ToString() == "true" ? "\n  FifoQueue: true" : "")
                );
            queue.Properties["RedrivePolicy"] = new JsonObject
            {
                ["deadLetterTargetArn"] = Cfn.GetAtt($"{id}DeadLetters", "Arn"),
                ["maxReceiveCount"] = 5,
            };
        }
    }
}
