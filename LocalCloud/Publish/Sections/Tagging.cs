using System.Text.Json.Nodes;
using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Schema;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Every resource that takes tags, by its schema, says which application it belongs to.</summary>
internal static class Tagging
{
    public static void Write(PublishPlan plan, TemplateDocument document)
    {
        List<(string Key, string Value)> tags =
        [
            .. plan.Options.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, t.Value)),
        ];
        if (!plan.Options.Tags.ContainsKey("Application"))
            tags.Insert(0, ("Application", plan.Options.ApplicationName));
        foreach (var resource in document.Resources)
        {
            switch (SchemaCheck.Tags(resource.Type))
            {
                case TagForm.List when (resource.Properties["Tags"] ??= new JsonArray()) is JsonArray list:
                    foreach (var (key, value) in tags.Where(t => !list.Any(own => own?["Key"]?.ToString() == t.Key)).ToList())
                        list.Add((JsonNode)new JsonObject { ["Key"] = key, ["Value"] = value });
                    break;
                case TagForm.Map when (resource.Properties["Tags"] ??= new JsonObject()) is JsonObject map:
                    foreach (var (key, value) in tags)
                        map.TryAdd(key, value);
                    break;
            }
        }
    }
}
