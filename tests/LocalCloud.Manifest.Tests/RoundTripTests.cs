using System.Text;

namespace LocalCloud.Manifest.Tests;

public class RoundTripTests
{
    [Fact]
    public void The_reference_manifest_is_written_as_it_was_read()
    {
        var result = ManifestReader.ReadFile(Reference.Path);
        Assert.Empty(result.Errors);
        Assert.Equal(File.ReadAllText(Reference.Path), ManifestWriter.Write(result.Manifest!));
    }

    [Fact]
    public void Every_kind_of_resource_and_what_is_not_known_survives()
    {
        const string json = """
            {
              "resources": {
                "web": {
                  "type": "container.v1",
                  "build": {
                    "context": "web",
                    "dockerfile": "web/Dockerfile",
                    "stage": "final",
                    "args": {
                      "VERSION": "1"
                    },
                    "secrets": {
                      "TOKEN": {
                        "type": "env",
                        "value": "{token.value}"
                      },
                      "FILE": {
                        "type": "file",
                        "source": "secret.txt"
                      }
                    }
                  },
                  "args": [
                    "--flag"
                  ],
                  "bindMounts": [
                    {
                      "source": "html",
                      "target": "/html",
                      "readOnly": true
                    }
                  ],
                  "volumes": [
                    {
                      "target": "/tmp",
                      "readOnly": false
                    }
                  ],
                  "bindings": {
                    "http": {
                      "scheme": "http",
                      "protocol": "tcp",
                      "transport": "http",
                      "port": 8080,
                      "targetPort": 80,
                      "external": true
                    }
                  }
                },
                "token": {
                  "type": "parameter.v0",
                  "value": "{token.inputs.value}",
                  "inputs": {
                    "value": {
                      "type": "string",
                      "default": {
                        "value": "a\u0026b"
                      }
                    }
                  }
                },
                "npm": {
                  "type": "executable.v0",
                  "workingDirectory": "../site",
                  "command": "npm",
                  "args": [
                    "run",
                    "dev"
                  ],
                  "env": {
                    "API": "{web.bindings.http.url}"
                  }
                },
                "old": {
                  "type": "dockerfile.v0",
                  "path": "old/Dockerfile",
                  "context": "old",
                  "buildArgs": {
                    "A": "b"
                  }
                },
                "there": {
                  "type": "aws.cloudformation.stack.v0",
                  "stack-name": "there",
                  "references": [
                    {
                      "target-resource": "npm"
                    }
                  ]
                },
                "other": {
                  "type": "somebody.else.v3",
                  "nested": {
                    "list": [
                      1,
                      true,
                      null
                    ]
                  }
                },
                "deployed": {
                  "type": "project.v1",
                  "path": "a/a.csproj",
                  "deployment": {
                    "type": "azure.bicep.v0",
                    "path": "a.bicep"
                  }
                }
              }
            }
            """;
        var result = ManifestReader.Read(Encoding.UTF8.GetBytes(json), "mine.json", "/srv");
        Assert.Empty(result.Errors);
        Assert.Equal(json, ManifestWriter.Write(result.Manifest!));
    }
}
