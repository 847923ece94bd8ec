using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>
/// A function of a project, as it stands in the manifest: type <c>aws.lambda.function.v0</c>, which tools that do not know it pass over.
/// </summary>
public sealed class LambdaFunctionResource(string name) : Resource(name);
