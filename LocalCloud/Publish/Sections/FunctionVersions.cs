using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Template;

namespace LocalCloud.Publish.Sections;

/// <summary>Gives the versions of a template the ids that go with the code, when that has been built.</summary>
internal static class FunctionVersions
{
    /// <param name="packages">By zip; those that are missing were not built.</param>
    public static void Complete(TemplateDocument document, IReadOnlyDictionary<string, FunctionPackage> packages)
    {
        foreach (var version in document.Versions)
        {
            var id = version.Id(packages.GetValueOrDefault(version.Function.Zip));
            version.Section.Rename(version.Id(package: null), id);
            document.Find(version.Function.InvokeId)!.Properties["FunctionVersion"] = Cfn.GetAtt(id, "Version");
        }
    }
}
