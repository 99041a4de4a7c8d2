def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    towers = image_patch.find('tower')
    return bool_to_yesno(any(all(b.verify_property('block', 'black') for b in t.find('block')) for t in towers))
