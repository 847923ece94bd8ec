using System.Security.Cryptography;
using System.Text;
using LocalCloud.Publish.Packages;
using LocalCloud.Publish.Plan;

namespace LocalCloud.Publish.Template;

/// <summary>
/// A version is what its function was when it was published: another logical id for each code and configuration makes CloudFormation
/// publish again.
/// </summary>
/// <param name="Section">Where it stands.</param>
/// <param name="Frozen">Everything that it freezes beside the code, as JSON: what is left out of it would change without reaching the
/// alias.</param>
internal sealed record FunctionVersion(TemplateSection Section, FunctionPlan Function, string Frozen)
{
    /// <param name="package">Null when it has not been built.</param>
    public string Id(FunctionPackage? package) =>
        $"{Function.Id}Version{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{package?.Sha256}\n{Frozen}")))[..10]}";
}
