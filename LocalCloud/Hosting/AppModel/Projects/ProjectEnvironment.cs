namespace LocalCloud.Hosting;

/// <summary>The variables that every web project gets.</summary>
static class ProjectEnvironment
{
    public static void ForwardedHeaders(EnvironmentCallbackContext context)
    {
        if (context.Resource.HasAnnotationOfType<EndpointAnnotation>()) context.EnvironmentVariables["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = "true";
    }

    // Where the default https endpoint ends is the deployment's affair: it has no port in HTTPS_PORTS
    public static void Ports(EnvironmentCallbackContext context)
    {
        Ports(context, "HTTP_PORTS", "http");
        Ports(context, "HTTPS_PORTS", "https");
    }

    static void Ports(EnvironmentCallbackContext context, string variable, string scheme)
    {
        var ports = new ReferenceExpressionBuilder();
        foreach (var endpoint in ((IResourceWithEndpoints)context.Resource).GetEndpoints())
        {
            if (endpoint.Scheme != scheme || endpoint.EndpointAnnotation.IsDefaultHttps) continue;
            if (!ports.IsEmpty) ports.AppendLiteral(";");
            ports.Append($"{endpoint.Property(EndpointProperty.TargetPort)}");
        }
        if (!ports.IsEmpty) context.EnvironmentVariables[variable] = ports.Build();
    }
}
