{{ $all := slice }}{{ range .Pages }}{{ if .Params.key }}{{ $all = $all | append (slice .Title .RelPermalink (delimit .Params.authors ", ")) }}{{ end }}{{ end }}enlspSearch("",{{ $all | jsonify }})
