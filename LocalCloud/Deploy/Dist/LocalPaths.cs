using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy.Dist;

internal static class LocalPaths
{
    public static IReadOnlyList<LocalPath> Of(TemplateDocument template) =>
        [
            .. from resource in template.Resources
            from property in LocalPathProperty.All
            where property.Type == resource.Type
            let value = property.Name.Split('.').Aggregate((YamlNode?)resource.Properties, TemplateDocument.Find)
            where value is YamlScalarNode { Value.Length: > 0 } scalar && IsLocal(scalar)
            select new LocalPath(
                resource.LogicalId,
                property,
                ((YamlScalarNode)value).Value!,
                (int)value.Start.Index,
                (int)value.End.Index
            ),
        ];

    /// <summary>Writes places in a bucket where the paths stand; every other character of the template stays.</summary>
    public static string Rewrite(TemplateDocument template, IEnumerable<(LocalPath Path, BucketPlace At)> uploaded)
    {
        var text = new StringBuilder();
        var position = 0;
        foreach (var (path, at) in uploaded.OrderBy(u => u.Path.Start))
        {
            text.Append(template.Text, position, path.Start - position).Append(path.Property.Write(at));
            position = path.End;
        }
        return text.Append(template.Text, position, template.Text.Length - position).ToString();
    }

    // !Ref, !Sub and others stay; so does what is in a bucket or on a server already
    private static bool IsLocal(YamlScalarNode scalar) =>
        scalar.Tag.IsEmpty
        && !new[] { "s3://", "http://", "https://" }.Any(scheme => scalar.Value!.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
}
