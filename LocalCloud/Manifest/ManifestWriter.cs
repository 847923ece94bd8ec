using System.Text;
using System.Text.Json;

namespace LocalCloud.Manifest;

/// <summary>
/// Writes a manifest byte for byte as Aspire does: its order of properties, two spaces, System.Text.Json's default escapes, no newline at
/// the end.
/// </summary>
internal static class ManifestWriter
{
    public static string Write(AppManifest manifest)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            json.WriteStartObject();
            json.WriteStartObject("resources");
            foreach (var resource in manifest.Resources)
            {
                json.WritePropertyName(resource.Name);
                Write(json, resource);
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ManifestResource resource)
    {
        if (resource is ManifestUnknown unknown)
        {
            WriteRaw(json, unknown.Json);
            return;
        }
        json.WriteStartObject();
        json.WriteString("type", resource.Type);
        if (resource is not ManifestProject)
            Optional(json, "connectionString", resource.ConnectionString?.Text);
        switch (resource)
        {
            case ManifestProject project:
                json.WriteString("path", project.Path);
                break;
            case ManifestContainer container:
                Container(json, container);
                break;
            case ManifestDockerfile dockerfile:
                json.WriteString("path", dockerfile.Path);
                json.WriteString("context", dockerfile.Context);
                Variables(json, "buildArgs", dockerfile.BuildArgs);
                break;
            case ManifestExecutable executable:
                json.WriteString("workingDirectory", executable.WorkingDirectory);
                json.WriteString("command", executable.Command);
                break;
            case ManifestParameter parameter:
                json.WriteString("value", parameter.Value.Text);
                Objects(json, "inputs", parameter.Inputs, i => i.Name, ParameterJson.Input);
                break;
            case ManifestAnnotatedString annotated:
                json.WriteString("value", annotated.Value.Text);
                json.WriteString("filter", annotated.Filter);
                break;
            case ManifestCloudFormation stack:
                json.WriteString("stack-name", stack.StackName);
                Optional(json, "template-path", stack.TemplatePath);
                Array(json, "references", stack.References, (json, target) => json.WriteString("target-resource", target));
                break;
        }
        if (resource is ManifestProcess process)
            Process(json, process);
        foreach (var extension in resource.Extensions)
        {
            json.WritePropertyName(extension.Property);
            WriteRaw(json, extension.Json);
        }
        json.WriteEndObject();
    }

    private static void Container(Utf8JsonWriter json, ManifestContainer container)
    {
        Optional(json, "image", container.Image);
        if (container.Build is { } build)
        {
            json.WriteStartObject("build");
            json.WriteString("context", build.Context);
            json.WriteString("dockerfile", build.Dockerfile);
            Optional(json, "stage", build.Stage);
            if (build.BuildOnly)
                json.WriteBoolean("buildOnly", true);
            Variables(json, "args", build.Args);
            Objects(
                json,
                "secrets",
                build.Secrets,
                s => s.Name,
                (json, secret) =>
                {
                    json.WriteString("type", secret.Type);
                    json.WriteString(secret.Type == "file" ? "source" : "value", secret.Value.Text);
                }
            );
            json.WriteEndObject();
        }
        Optional(json, "entrypoint", container.Entrypoint);
    }

    private static void Process(Utf8JsonWriter json, ManifestProcess process)
    {
        if (process.Args.Length > 0)
        {
            json.WriteStartArray("args");
            foreach (var argument in process.Args)
                json.WriteStringValue(argument.Text);
            json.WriteEndArray();
        }
        if (process is ManifestContainer container)
        {
            Array(json, "bindMounts", container.BindMounts, (json, mount) =>
                Mount(json, "source", mount.Source, mount.Target, mount.ReadOnly)
            );
            Array(json, "volumes", container.Volumes, (json, volume) => Mount(json, "name", volume.Name, volume.Target, volume.ReadOnly));
        }
        Variables(json, "env", process.Env);
        Objects(json, "bindings", process.Bindings, b => b.Name, Binding);
    }

    private static void Mount(Utf8JsonWriter json, string key, string? source, string target, bool readOnly)
    {
        Optional(json, key, source);
        json.WriteString("target", target);
        json.WriteBoolean("readOnly", readOnly);
    }

    private static void Binding(Utf8JsonWriter json, ManifestBinding binding)
    {
        json.WriteString("scheme", binding.Scheme);
        json.WriteString("protocol", binding.Protocol);
        json.WriteString("transport", binding.Transport);
        if (binding.Port is { } port)
            json.WriteNumber("port", port);
        if (binding.TargetPort is { } targetPort)
            json.WriteNumber("targetPort", targetPort);
        if (binding.External)
            json.WriteBoolean("external", true);
    }

    private static void Variables(Utf8JsonWriter json, string property, IReadOnlyCollection<ManifestVariable> variables)
    {
        if (variables.Count == 0)
            return;
        json.WriteStartObject(property);
        foreach (var (name, value) in variables)
            json.WriteString(name, value.Text);
        json.WriteEndObject();
    }

    private static void Objects<T>(
        Utf8JsonWriter json,
        string property,
        IReadOnlyCollection<T> items,
        Func<T, string> name,
        Action<Utf8JsonWriter, T> write
    )
    {
        if (items.Count == 0)
            return;
        json.WriteStartObject(property);
        foreach (var item in items)
        {
            json.WriteStartObject(name(item));
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void Array<T>(Utf8JsonWriter json, string property, IReadOnlyCollection<T> items, Action<Utf8JsonWriter, T> write)
    {
        if (items.Count == 0)
            return;
        json.WriteStartArray(property);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string property, string? value)
    {
        if (value is not null)
            json.WriteString(property, value);
    }

    // Parsed again so that it takes on this file's indentation
    private static void WriteRaw(Utf8JsonWriter json, string raw)
    {
        using var document = JsonDocument.Parse(raw);
        document.RootElement.WriteTo(json);
    }
}
